; test guard-division
; about a zero divisor gives all ones and INT_MIN / -1 gives INT_MIN; neither reaches the instruction, which traps
define i32 @quotient(i32 %a, i32 %b) {
  %q = sdiv i32 %a, %b
  ret i32 %q
}

; check: $(zero=$V) = icmp eq i32 %b, 0
; nextln: $(minus=$V) = icmp eq i32 %b, -1
; nextln: $(either=$V) = or i1 $zero, $minus
; nextln: $(safe=$V) = select i1 $either, i32 1, i32 %b
; nextln: $(q=$V) = sdiv i32 %a, $safe
; check: $(again=$V) = icmp eq i32 %b, -1
; nextln: $(negated=$V) = sub i32 0, %a
; nextln: $(whole=$V) = select i1 $again, i32 $negated, i32 $q
; nextln: $(result=$V) = select i1 $zero, i32 -1, i32 $whole
; nextln: ret i32 $result
; not: sdiv
