; test guard-division
; about unsigned division traps for zero only
define i32 @quotient(i32 %a, i32 %b) {
  %q = udiv i32 %a, %b
  ret i32 %q
}

define i8 @remainder(i8 %a, i8 %b) {
  %r = urem i8 %a, %b
  ret i8 %r
}

; not: icmp eq i32 %b, -1
; check: $(zero=$V) = icmp eq i32 %b, 0
; nextln: $(safe=$V) = select i1 $zero, i32 1, i32 %b
; nextln: $(q=$V) = udiv i32 %a, $safe
; nextln: $(result=$V) = select i1 $zero, i32 -1, i32 $q
; nextln: ret i32 $result
; check: $(zero8=$V) = icmp eq i8 %b, 0
; nextln: $(safe8=$V) = select i1 $zero8, i8 1, i8 %b
; nextln: $(r=$V) = urem i8 %a, $safe8
; nextln: $(result8=$V) = select i1 $zero8, i8 -1, i8 $r
; nextln: ret i8 $result8
