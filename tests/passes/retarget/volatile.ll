; test retarget
; about a volatile load sees what other threads write, so it is relaxed atomic where one instruction can do it
define i32 @word(ptr %p) {
  %x = load volatile i32, ptr %p, align 4
  store volatile i32 %x, ptr %p, align 4
  ret i32 %x
}

define <4 x float> @vector(ptr %p) {
  %x = load volatile <4 x float>, ptr %p, align 16
  ret <4 x float> %x
}

define i64 @unaligned(ptr %p) {
  %x = load volatile i64, ptr %p, align 4
  ret i64 %x
}

; check: i32 @word
; check: $(x=$V) = load atomic volatile i32, ptr %0 monotonic, align 4
; nextln: store volatile i32 $x, ptr %0, align 4
; check: @vector
; check: load volatile <4 x float>, ptr %0, align 16
; check: i64 @unaligned
; check: load volatile i64, ptr %0, align 4
