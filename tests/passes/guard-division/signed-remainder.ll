; test guard-division
; about a remainder by zero is all ones, by -1 it is 0 as by 1
define i64 @remainder(i64 %a, i64 %b) {
  %r = srem i64 %a, %b
  ret i64 %r
}

; check: $(zero=$V) = icmp eq i64 %b, 0
; nextln: $(minus=$V) = icmp eq i64 %b, -1
; nextln: $(either=$V) = or i1 $zero, $minus
; nextln: $(safe=$V) = select i1 $either, i64 1, i64 %b
; nextln: $(r=$V) = srem i64 %a, $safe
; nextln: $(result=$V) = select i1 $zero, i64 -1, i64 $r
; nextln: ret i64 $result
