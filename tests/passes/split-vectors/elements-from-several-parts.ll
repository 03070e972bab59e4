; test split-vectors
; about a shuffle takes elements from the parts that have them; a broadcast is one part
define <8 x i32> @f(<8 x i32> %x, i32 %n, ptr %p) {
  %turned = shufflevector <8 x i32> %x, <8 x i32> poison, <8 x i32> <i32 7, i32 6, i32 5, i32 4, i32 3, i32 2, i32 1, i32 0>
  %e = insertelement <8 x i32> poison, i32 %n, i64 0
  %all = shufflevector <8 x i32> %e, <8 x i32> poison, <8 x i32> zeroinitializer
  %sum = add <8 x i32> %turned, %all
  ret <8 x i32> %sum
}

; check: $(low=$V) = shufflevector <8 x i32> %x, <8 x i32> poison, <4 x i32> <i32 0, i32 1, i32 2, i32 3>
; check: $(high=$V) = shufflevector <8 x i32> %x, <8 x i32> poison, <4 x i32> <i32 4, i32 5, i32 6, i32 7>
; check: shufflevector <4 x i32> $(high), <4 x i32> $(=.*), <4 x i32> <i32 3, i32 2, i32 1, i32 0>
; check: shufflevector <4 x i32> $(low), <4 x i32> $(=.*), <4 x i32> <i32 3, i32 2, i32 1, i32 0>
; check: $(all=$V) = shufflevector <4 x i32> $(=.*), <4 x i32> zeroinitializer
; check: add <4 x i32> $(=.*), $(all)
; check: add <4 x i32> $(=.*), $(all)
