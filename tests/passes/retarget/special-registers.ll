; test retarget
; about a special register is asked of the runtime for the running thread: a kernel's parameter, or whatever runs now
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
declare i32 @llvm.nvvm.read.ptx.sreg.nctaid.z()

define ptx_kernel void @k(ptr %out) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %n = call i32 @llvm.nvvm.read.ptx.sreg.nctaid.z()
  %s = add i32 %t, %n
  store i32 %s, ptr %out, align 4
  ret void
}

define i32 @helper() {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %u = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %s = add i32 %t, %u
  ret i32 %s
}

; not: llvm.nvvm
; check: void @k.thread(ptr %0
; check: call i32 @anywarp_tid_x(ptr %0)
; nextln: call i32 @anywarp_nctaid_z(ptr %0)
; check: i32 @helper()
; check: $(thread=$V) = call ptr @anywarp_current()
; check: call i32 @anywarp_tid_x(ptr $thread)
; nextln: call i32 @anywarp_tid_x(ptr $thread)
; not: llvm.nvvm
