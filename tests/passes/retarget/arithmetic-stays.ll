; test retarget
; about what holds no address is loaded, computed and stored as it was, in the same order
define float @f(ptr %a, i64 %n) {
  %v = load <4 x float>, ptr %a, align 16
  %x = extractelement <4 x float> %v, i32 2
  %i = shl i64 %n, 3
  %y = sitofp i64 %i to float
  %z = fmul float %x, %y
  store float %z, ptr %a, align 16
  ret float %z
}

; check: $(v=$V) = load <4 x float>, ptr %0, align 16
; nextln: $(x=$V) = extractelement <4 x float> $v, i32 2
; nextln: $(i=$V) = shl i64 %1, 3
; nextln: $(y=$V) = sitofp i64 $i to float
; nextln: $(z=$V) = fmul float $x, $y
; nextln: store float $z, ptr %0, align 16
; nextln: ret float $z
