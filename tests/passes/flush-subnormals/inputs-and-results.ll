; test flush-subnormals
; about inputs and results of single-precision arithmetic become zeros with their sign, double precision stays
define float @add(float %a, double %d, ptr %to) "denormal-fp-math-f32"="preserve-sign,preserve-sign" {
  %sum = fadd float %a, 1.0
  %twice = fadd double %d, %d
  store double %twice, ptr %to, align 8
  ret float %sum
}

; check: define float @add(float %a, double %d, ptr %to) {
; nextln: $(bits=$V) = bitcast float %a to i32
; nextln: $(magnitude=$V) = and i32 $bits, 2147483647
; nextln: $(small=$V) = icmp ult i32 $magnitude, 8388608
; nextln: $(sign=$V) = and i32 $bits, -2147483648
; nextln: $(kept=$V) = select i1 $small, i32 $sign, i32 $bits
; nextln: $(input=$V) = bitcast i32 $kept to float
; nextln: %sum = fadd float $input, 1.000000e+00
; nextln: bitcast float %sum to i32
; check: $(result=$V) = bitcast i32 $V to float
; nextln: %twice = fadd double %d, %d
; check: ret float $result
