; test split-vectors
; about what `__syncwarp` separates stays on its side: all of a store before any of the load behind it
define <8 x float> @f(ptr %p, ptr %q, <8 x float> %x) {
  store <8 x float> %x, ptr %p, align 4
  fence syncscope("singlethread") acq_rel
  %a = load <8 x float>, ptr %q, align 4
  ret <8 x float> %a
}

; check: store <4 x float>
; check: store <4 x float>
; nextln: fence syncscope("singlethread") acq_rel
; nextln: load <4 x float>, ptr %q, align 4
