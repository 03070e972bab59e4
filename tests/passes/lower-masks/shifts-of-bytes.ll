; test lower-masks
; about bytes shifted by different numbers are shifted as words
define <16 x i8> @f(<16 x i8> %by) {
  %r = lshr <16 x i8> splat (i8 -9), %by
  ret <16 x i8> %r
}

; check: zext <16 x i8> %by to <16 x i32>
; check: lshr <16 x i32> splat (i32 247), %
; check: trunc <16 x i32>
