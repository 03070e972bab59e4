; test retarget
; about storing a pointer adds the address of the memory, which only the runtime knows; null stays 0
define void @store(ptr %p, ptr %where) {
  store ptr %p, ptr %where, align 8
  ret void
}

define void @store_null(ptr %where) {
  store ptr null, ptr %where, align 8
  ret void
}

; check: void @store(ptr %0, ptr %1)
; check: $(word=$V) = call i64 @anywarp_widen(ptr %0)
; nextln: store i64 $word, ptr %1, align 8
; check: void @store_null(ptr %0)
; not: anywarp_widen
; check: store i64 0, ptr %0, align 8
; nextln: ret void
