; test guard-division
; about divisions behind branches and in every function are guarded, other arithmetic is not touched
define i32 @f(i1 %c, i32 %a, i32 %b) {
  br i1 %c, label %then, label %else
then:
  %q = udiv i32 %a, %b
  ret i32 %q
else:
  %p = mul i32 %a, %b
  ret i32 %p
}

define float @floating(float %a, float %b) {
  %q = fdiv float %a, %b
  ret float %q
}

; check: then:
; nextln: icmp eq i32 %b, 0
; check: else:
; nextln: %p = mul i32 %a, %b
; nextln: ret i32 %p
; check: float @floating
; nextln: %q = fdiv float %a, %b
