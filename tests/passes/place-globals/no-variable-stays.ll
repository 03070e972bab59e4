; test place-globals
; about code without variables asks for no address
define i32 @f(i32 %a) {
  %b = add i32 %a, 3
  ret i32 %b
}

; not: anywarp_image
; check: define i32 @f(i32 %a) {
; nextln: %b = add i32 %a, 3
; check: data: [], 0 zeros
