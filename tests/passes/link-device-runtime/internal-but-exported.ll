; test link-device-runtime, drop-unused
; about the scheduler becomes internal, so that LLVM inlines it around the kernel; what the image exports stays
declare void @anywarp_run_leaf(ptr, ptr, i32, i32, ptr)

define void @k.thread(ptr %thread, i32 %parameters) {
  ret void
}

define void @kernel0(ptr %a, ptr %b, i32 %c, i32 %d) #0 {
  call void @anywarp_run_leaf(ptr %a, ptr %b, i32 %c, i32 %d, ptr @k.thread)
  ret void
}

define void @not_exported() {
  ret void
}

attributes #0 = { "wasm-export-name"="kernel0" }

; not: @not_exported
; not: anywarp_run_coroutines
; check: define internal void @k.thread(
; check: define void @kernel0(
; not: anywarp_run_coroutines
; check: define internal void @anywarp_run_leaf(
; not: @not_exported
