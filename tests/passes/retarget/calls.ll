; test retarget
; about device functions become internal, their types lose the address spaces; function pointers are 32-bit offsets too
define internal i32 @callee(ptr addrspace(1) noundef %p) noinline nounwind memory(none) {
  ret i32 5
}

define i32 @direct(ptr addrspace(1) %p) {
  %x = call i32 @callee(ptr addrspace(1) %p)
  ret i32 %x
}

define i32 @indirect(ptr %table, ptr addrspace(1) %p) {
  %f = load ptr, ptr %table, align 8
  %x = call i32 %f(ptr addrspace(1) %p)
  store ptr @callee, ptr %table, align 8
  ret i32 %x
}

; check: define internal i32 @callee(ptr noundef %0) #$(group=\d+)
; check: define internal i32 @direct(ptr %0)
; check: call i32 @callee(ptr %0)
; check: define internal i32 @indirect(ptr %0, ptr %1)
; check: $(word=$V) = load i64, ptr %0, align 8
; nextln: $(offset=$V) = trunc i64 $word to i32
; nextln: $(f=$V) = inttoptr i32 $offset to ptr
; nextln: call i32 $f(ptr %1)
; nextln: $(wide=$V) = call i64 @anywarp_widen(ptr @callee)
; nextln: store i64 $wide, ptr %0, align 8
; check: attributes #$group = { noinline nounwind "no-builtins"
; not: memory(none)
