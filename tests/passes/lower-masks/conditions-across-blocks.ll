; test lower-masks
; about conditions that cross blocks are words, and choices by them take bits
define <4 x float> @f(i1 %way, <4 x i32> %a, <4 x i32> %b, <4 x float> %x, <4 x float> %y) {
  %less = icmp slt <4 x i32> %a, %b
  br i1 %way, label %one, label %join
one:
  %equal = icmp eq <4 x i32> %a, %b
  br label %join
join:
  %c = phi <4 x i1> [ %less, %0 ], [ %equal, %one ]
  %r = select <4 x i1> %c, <4 x float> %x, <4 x float> %y
  ret <4 x float> %r
}

; check: $(less=$V) = sext <4 x i1> %less to <4 x i32>
; check: $(equal=$V) = sext <4 x i1> %equal to <4 x i32>
; check: $(mask=$V) = phi <4 x i32> [ $(less), %0 ], [ $(equal), %one ]
; check: and <4 x i32> $(mask), %
; check: xor <4 x i32> $(mask), splat (i32 -1)
; not: select
