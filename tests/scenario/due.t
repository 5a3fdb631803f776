# SPDX-License-Identifier: MulanPSL-2.0
# The contract's due: twenty working days, restarts, consultations, extension, delay. The dates here were
# counted by an independent script over the announced calendar.

scenario twenty working days from the day after receipt, over New Year and Spring Festival
run due --received 2024-12-31 --json
exit 0
json due "2025-02-05"
json provisional false
json-has trace reg.33
json-has trace reg.31

scenario make-up days count, holidays do not
run due --received 2024-02-05 --json
json due "2024-03-08"
run due --received 2024-09-20 --json
json due "2024-10-23"

scenario the old text for receipts before 15 May 2019
run due --received 2019-05-14 --json
json due "2019-06-04"
run due --received 2019-05-15 --json
json due "2019-06-13"
run due --received 2019-05-14 --extend 15 --json
json due "2019-06-26"
run due --received 2019-05-14 --extend 16
exit 2

scenario plain post, online, e-mail and fax count from the confirmation
run due --received 2024-02-28 --channel online --confirmed 2024-03-01 --json
json due "2024-03-29"
run due --received 2024-02-28 --channel plain-post --confirmed 2024-03-01 --json
json due "2024-03-29"
run due --received 2024-03-01 --channel email
exit 2
stderr confirmed
run due --received 2024-03-01 --channel signed-post --json
json due "2024-03-29"

scenario clarification and payment restart the period
run due --received 2024-03-01 --clarified 2024-03-20 --json
json due "2024-04-18"
json-has trace reg.30
run due --received 2024-03-01 --clarified 2024-03-08 --paid 2024-03-20 --json
json due "2024-04-18"
json-has trace fee.6

scenario working days of consultations do not count, overlaps only once
run due --received 2024-03-01 --consult 2024-03-04..2024-03-15 --json
json due "2024-04-12"
json-has trace reg.33
run due --received 2024-03-01 --consult 2024-03-04..2024-03-15 --consult 2024-03-11..2024-03-20 --json
json due "2024-04-17"

scenario a consultation that begins after the due date adds nothing and is told
run due --received 2024-03-01 --consult 2024-04-10..2024-04-20 --json
exit 0
json due "2024-03-29"
json-has trace 2024年4月10日

scenario extension of 1 to 20 working days
run due --received 2024-09-20 --extend 20 --json
json due "2024-11-20"
run due --received 2024-09-20 --extend 21
exit 2
run due --received 2024-09-20 --extend 0
exit 2

scenario the delayed period of Art. 35 stands in place of twenty days
run due --received 2024-03-01 --delay 30 --json
json due "2024-04-15"
json-has trace reg.35

scenario a due date after the last announced year is provisional
run due --received 2026-12-10 --json
exit 0
json due "2027-01-08"
json provisional true

scenario impossible orders are wrong usage, with the reason
run due --received 2024-03-05 --channel online --confirmed 2024-03-01
exit 2
stderr confirm
run due --received 2024-03-05 --clarified 2024-03-01
exit 2
run due --received 2024-03-05 --consult 2024-03-20..2024-03-10
exit 2
run due --received 2024-02-30
exit 2
stderr 2024-02-30
run due --received 2024-03-05 --channel pigeon
exit 2
stderr pigeon
run due
exit 2

scenario a year without a calendar is the environment's fault
run due --received 2018-03-05
exit 3
silent

scenario the trace is Chinese that a citizen reads
run due --received 2024-12-31
exit 0
stdout 2025-02-05
stdout 工作日
