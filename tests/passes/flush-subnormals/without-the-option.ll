; test flush-subnormals
; about without clang's attribute for -ftz=true nothing changes
define float @add(float %a) "denormal-fp-math-f32"="ieee,ieee" {
  %sum = fadd float %a, 1.0
  ret float %sum
}

define float @plain(float %a) {
  %sum = fmul float %a, %a
  ret float %sum
}

; not: bitcast
; check: %sum = fadd float %a, 1.000000e+00
; nextln: ret float %sum
; check: %sum = fmul float %a, %a
; nextln: ret float %sum
