; test split-vectors
; about volatile accesses stay as they are: code that relies on lock-step has them
define void @f(ptr %p) {
  %a = load volatile <8 x i32>, ptr %p, align 4
  %b = add <8 x i32> %a, splat (i32 1)
  store volatile <8 x i32> %b, ptr %p, align 4
  ret void
}

; check: load volatile <8 x i32>
; check: add <4 x i32>
; check: add <4 x i32>
; check: $(whole=$V) = shufflevector <4 x i32>
; check: store volatile <8 x i32> $(whole), ptr %p
