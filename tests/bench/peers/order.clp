; order.clp - the checks of the workload as rules of CLIPS: a patient is a fact, each check a rule that counts itself.
; What it does not do: no dose, volume, flow, limit or verdict; it counts the checks that trip and those left undecided, which is
; what a shell for rules is made for. Renal bands are whole numbers: weight in 0.1 kg, creatinine and magnesium in 0.01.
; Patients wait as facts that no rule matches; one at a time is duplicated, judged and taken back.
(deftemplate patient (slot round) (multislot line)
  (slot magnesium_allergy) (slot heart_block) (slot myasthenia) (slot liver_failure) (slot red_flag_fever)
  (slot red_flag_cancer) (slot red_flag_neurologic_deficit) (slot red_flag_sudden_onset) (slot red_flag_late_onset)
  (slot red_flag_new_pattern) (slot red_flag_positional) (slot red_flag_exertion) (slot red_flag_papilledema)
  (slot red_flag_progressive) (slot red_flag_puerperium) (slot red_flag_painful_eye) (slot red_flag_trauma)
  (slot red_flag_immune) (slot red_flag_painkillers) (slot low_urine) (slot neuromuscular_blocker) (slot digoxin)
  (slot aminoglycoside) (slot cns_depressant) (slot calcium_channel_blocker) (slot slow_conduction_medicine)
  (slot low_calcium) (slot botulinum_toxin) (slot antidote_present) (slot myocardial_damage) (slot diabetic_coma)
  (slot hypermagnesemia) (slot cns_depressant_combination) (slot obstetric_order) (slot kidney_risk) (slot pregnant)
  (slot breastfeeding) (slot male) (slot age) (slot weight) (slot creatinine) (slot magnesium) (slot systolic)
  (slot heart_rate) (slot resp_rate) (slot spo2) (slot reflexes_absent) (slot setting) (slot vial) (slot dextrose)
  (slot given_mg) (slot last_dose_h) (slot dose_mg) (slot over_min))

(defglobal ?*tripped* = 0 ?*undecided* = 0 ?*patients* = (create$) ?*rules* = 0)

(deffunction count-as (?global ?slots)
  (bind ?*rules* (+ ?*rules* 1))
  (build (str-cat "(defrule rule-" ?*rules* " (patient (round go) " ?slots ") => (bind ?*" ?global "* (+ ?*" ?global "* 1)))")))

; What trips it, and each way to be undecided.
(deffunction check (?trips $?undecided)
  (count-as tripped ?trips)
  (progn$ (?slots ?undecided) (count-as undecided ?slots)))

(deffunction question (?name ?answer)
  (check (str-cat "(" ?name " " ?answer ")") (str-cat "(" ?name " null)")))

(deffunction below (?name ?limit)
  (check (str-cat "(" ?name " ?x&~null&:(< ?x " ?limit "))") (str-cat "(" ?name " null)")))

; Both of two, the second of them known or not.
(deffunction both-known (?name ?rest)
  (check (str-cat "(" ?name " 1) " ?rest) (str-cat "(" ?name " null) " ?rest)))
(deffunction both (?name ?answer ?other ?other-answer ?rest)
  (check (str-cat "(" ?name " " ?answer ") (" ?other " " ?other-answer ") " ?rest)
    (str-cat "(" ?name " " ?answer ") (" ?other " null) " ?rest)
    (str-cat "(" ?name " null) (" ?other " " ?other-answer "|null) " ?rest)))

(deffunction renal (?test)
  (check (str-cat "(male ?m) (pregnant ?p&:(or (= ?m 1) (eq ?p 0))) (age ?a) (weight ?w) (creatinine ?c&:(" ?test
      " (div (* (- 140 ?a) ?w (if (= ?m 1) then 100 else 85)) (* 720 ?c))))")
    "(male 0) (pregnant 1|null)"))
(deffunction is-failing (?crcl) (< ?crcl 30))
(deffunction is-reduced (?crcl) (and (>= ?crcl 30) (< ?crcl 60)))

(progn$ (?name (create$ magnesium_allergy heart_block myasthenia liver_failure red_flag_fever red_flag_cancer
    red_flag_neurologic_deficit red_flag_sudden_onset red_flag_late_onset red_flag_new_pattern red_flag_positional
    red_flag_exertion red_flag_papilledema red_flag_progressive red_flag_puerperium red_flag_painful_eye red_flag_trauma
    red_flag_immune red_flag_painkillers low_urine neuromuscular_blocker digoxin aminoglycoside cns_depressant
    calcium_channel_blocker slow_conduction_medicine low_calcium botulinum_toxin reflexes_absent))
  (question ?name 1))
(question antidote_present 0)
(both-known myocardial_damage "(setting 0|1)")
(both-known myocardial_damage "(setting ~0&~1)")
(both-known diabetic_coma "(vial 0)")
(both-known diabetic_coma "(vial 1) (dextrose 1)")
(both-known hypermagnesemia "(setting ?s&:(< ?s 4))")
(both-known hypermagnesemia "(setting ?s&:(>= ?s 4))")
(both-known pregnant "(male 0) (setting 0|1)")
(both-known pregnant "(male 0)")
(both-known breastfeeding "(male 0)")
(both cns_depressant 1 cns_depressant_combination 1 "")
(both calcium_channel_blocker 1 pregnant 1 "(male 0)")
(both pregnant 1 obstetric_order 0 "(male 0)")
(check "(age ?x&:(< ?x 18))")
(check "(age ?x&:(>= ?x 65))")
(check "(setting ?s&:(> ?s 2))")
(check "(magnesium ?x&~null&:(> ?x 105))" "(magnesium null)")
(below systolic 100)
(below heart_rate 60)
(below resp_rate 12)
(below resp_rate 16)
(below spo2 94)
(renal is-failing)
(renal is-reduced)

(deffunction judge (?waiting)
  (bind ?*tripped* 0)
  (bind ?*undecided* 0)
  (bind ?patient (duplicate ?waiting (round go)))
  (run)
  (retract ?patient)
  (+ ?*tripped* ?*undecided*))

(deffunction go ()
  (bind ?sum 0)
  (progn$ (?waiting ?*patients*) (bind ?sum (+ ?sum (judge ?waiting))))
  (printout t "done " ?sum crlf))

(load-facts "patients.facts")
(bind ?*patients* (find-all-facts ((?waiting patient)) TRUE))
(open "orders-clips" orders "w")
(progn$ (?waiting ?*patients*)
  (judge ?waiting)
  (printout orders ?*tripped* " " ?*undecided* crlf))
(close orders)
(printout t "ready" crlf)
