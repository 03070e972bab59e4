; test flush-subnormals
; about calls of the math library flush; what moves bits does not
declare float @__nv_sqrtf(float)
declare i32 @__nv_float_as_int(float)
declare float @llvm.copysign.f32(float, float)

define void @calls(float %a, ptr %to) "denormal-fp-math-f32"="preserve-sign,preserve-sign" {
  %root = call float @__nv_sqrtf(float %a)
  store float %root, ptr %to, align 4
  ret void
}

define i32 @moves(float %a, float %b, ptr %from) "denormal-fp-math-f32"="preserve-sign,preserve-sign" {
  %signed = call float @llvm.copysign.f32(float %a, float %b)
  store float %signed, ptr %from, align 4
  %bits = call i32 @__nv_float_as_int(float %a)
  ret i32 %bits
}

; check: void @calls
; check: $(input=$V) = bitcast i32 $V to float
; nextln: %root = call float @__nv_sqrtf(float $input)
; check: $(result=$V) = bitcast i32 $V to float
; nextln: store float $result, ptr %to
; check: i32 @moves
; nextln: %signed = call float @llvm.copysign.f32(float %a, float %b)
; nextln: store float %signed, ptr %from
; nextln: %bits = call i32 @__nv_float_as_int(float %a)
; nextln: ret i32 %bits
