; test split-vectors
; about a thread that loads what it has stored does so in that order: no part of a load goes before a part of a store
define void @f(ptr %p, ptr %q, <8 x i32> %x) {
  store <8 x i32> %x, ptr %p, align 4
  %a = load <8 x i32>, ptr %q, align 4
  store <8 x i32> %a, ptr %p, align 4
  ret void
}

; check: store <4 x i32>
; check: store <4 x i32>
; not: store
; check: load <4 x i32>, ptr %q, align 4
