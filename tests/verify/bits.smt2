; bits.smt2 - the axioms of meaning.h about single bits, proved by z3 among the bit vectors of 64 bits: it answers unsat (no number breaks
; it) to each.
(set-logic QF_BV)
(declare-const x (_ BitVec 64))
(declare-const y (_ BitVec 64))

(echo "or_one")
(push)
(assert (not (and (bvule x (bvor x #x0000000000000001)) (not (= (bvor x #x0000000000000001) #x0000000000000000)))))
(check-sat)
(pop)

(echo "or_none")
(push)
(assert (not (= (= (bvor x y) #x0000000000000000) (and (= x #x0000000000000000) (= y #x0000000000000000)))))
(check-sat)
(pop)

(echo "or_signs")
(push)
(assert (not (= (bvsge (bvor x y) #x0000000000000000) (and (bvsge x #x0000000000000000) (bvsge y #x0000000000000000)))))
(check-sat)
(pop)

(echo "or_short")
(push)
(assert (not (=> (and (bvsge x #x0000000000000000) (bvsge y #x0000000000000000) (= (bvand (bvor x y) #xffffffff80000000) #x0000000000000000))
                 (and (bvsle x #x000000007fffffff) (bvsle y #x000000007fffffff)))))
(check-sat)
(pop)
