; test split-vectors
; about what ends in a store is done part by part, loads included: a register for one part of everything is enough
define void @f(ptr %p, ptr %q) {
  %a = load <8 x float>, ptr %p, align 4
  %b = fmul <8 x float> %a, %a
  store <8 x float> %b, ptr %q, align 4
  ret void
}

; check: $(a=$V) = load <4 x float>, ptr %p, align 4
; nextln: $(b=$V) = fmul <4 x float> $(a), $(a)
; nextln: store <4 x float> $(b), ptr %q, align 4
; nextln: $(p=$V) = getelementptr nuw i8, ptr %p, i32 16
; nextln: $(c=$V) = load <4 x float>, ptr $(p), align 4
; nextln: $(d=$V) = fmul <4 x float> $(c), $(c)
; nextln: $(q=$V) = getelementptr nuw i8, ptr %q, i32 16
; nextln: store <4 x float> $(d), ptr $(q), align 4
; nextln: ret void
