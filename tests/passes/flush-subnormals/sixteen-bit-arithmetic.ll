; test flush-subnormals
; about the headers' arithmetic on 16-bit numbers is left as it is: `-ftz=true` is for single precision
define internal i16 @_ZN14__anywarp_halfL3addINS_8bfloat16EEEttt(i16 %a, float %b) #0 {
  %x = fadd float %b, 1.0
  %bits = bitcast float %x to i32
  %r = trunc i32 %bits to i16
  ret i16 %r
}

define float @of_the_program(float %a) #0 {
  %x = fadd float %a, 2.0
  ret float %x
}

attributes #0 = { "denormal-fp-math-f32"="preserve-sign,preserve-sign" }

; check: fadd float %b, 1.000000e+00
; nextln: bitcast float %x to i32
; nextln: trunc
; check: @of_the_program
; check: select i1
