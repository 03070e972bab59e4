; test guard-division
; about division by the constants 0 and -1 is guarded, as LLVM leaves it under -G
define i32 @zero(i32 %a) {
  %q = udiv i32 %a, 0
  ret i32 %q
}

define i32 @minus_one(i32 %a) {
  %q = sdiv i32 %a, -1
  ret i32 %q
}

; check: i32 @zero
; nextln: $(q=$V) = udiv i32 %a, 1
; nextln: $(result=$V) = select i1 true, i32 -1, i32 $q
; nextln: ret i32 $result
; check: i32 @minus_one
; nextln: $(p=$V) = sdiv i32 %a, 1
; nextln: $(negated=$V) = sub i32 0, %a
; nextln: select i1 true, i32 $negated, i32 $p
