# SPDX-License-Identifier: MulanPSL-2.0
# The contract's fee: both tariffs of 国办函〔2020〕109号.

scenario pieces of one person in one calendar month
run fee --pieces 10 --json
exit 0
json yuan 0
run fee --pieces 11 --json
json yuan 100
run fee --pieces 30 --json
json yuan 2000
run fee --pieces 31 --json
json yuan 2200
run fee --pieces 41 --json
json yuan 4300
run fee --pieces 50 --json
json yuan 7000
json-has trace fee.4

scenario pages of one application
run fee --pages 30 --json
json yuan 0
run fee --pages 31 --json
json yuan 10
run fee --pages 100 --json
json yuan 700
run fee --pages 101 --json
json yuan 720
run fee --pages 201 --json
json yuan 2740
run fee --pages 250 --json
json yuan 4700
json-has trace fee.5

scenario both tariffs at once, none, or nonsense
run fee --pieces 11 --pages 31
exit 2
run fee
exit 2
run fee --pieces -1
exit 2
run fee --pieces 1e9
exit 2
run fee --pieces 99999999999999999999
exit 2
silent
