; test retarget
; about a pointer is exchanged as the 64-bit number that memory holds
define ptr @exchange(ptr %where, ptr %p) {
  %old = atomicrmw xchg ptr %where, ptr %p seq_cst, align 8
  ret ptr %old
}

define { ptr, i1 } @compare(ptr %where, ptr %p) {
  %r = cmpxchg ptr %where, ptr null, ptr %p seq_cst seq_cst, align 8
  ret { ptr, i1 } %r
}

define ptr @load(ptr %where) {
  %p = load atomic ptr, ptr %where acquire, align 8
  ret ptr %p
}

define void @store(ptr %where, ptr %p) {
  store atomic ptr %p, ptr %where release, align 8
  ret void
}

; check: ptr @exchange
; check: $(new=$V) = call i64 @anywarp_widen(ptr %1)
; nextln: $(old=$V) = atomicrmw xchg ptr %0, i64 $new seq_cst, align 8
; nextln: $(offset=$V) = trunc i64 $old to i32
; nextln: $(p=$V) = inttoptr i32 $offset to ptr
; nextln: ret ptr $p
; check: { ptr, i1 } @compare
; check: $(desired=$V) = call i64 @anywarp_widen(ptr %1)
; nextln: $(pair=$V) = cmpxchg ptr %0, i64 0, i64 $desired seq_cst seq_cst, align 8
; nextln: $(word=$V) = extractvalue { i64, i1 } $pair, 0
; nextln: $(success=$V) = extractvalue { i64, i1 } $pair, 1
; check: insertvalue { ptr, i1 } $V, i1 $success, 1
; check: ptr @load
; check: load atomic i64, ptr %0 acquire, align 8
; check: void @store
; check: $(stored=$V) = call i64 @anywarp_widen(ptr %1)
; nextln: store atomic i64 $stored, ptr %0 release, align 8
