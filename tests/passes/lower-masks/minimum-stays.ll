; test lower-masks
; about a choice beside its comparison stays: the backend knows minima by that
define <4 x float> @min(<4 x float> %x, <4 x float> %y) {
  %less = fcmp olt <4 x float> %x, %y
  %r = select <4 x i1> %less, <4 x float> %x, <4 x float> %y
  ret <4 x float> %r
}

; check: %r = select <4 x i1> %less, <4 x float> %x, <4 x float> %y
