; test retarget, emit-entries
; about threads that differ in an axis for which nobody asks do the same, so one of them runs; an atomic or volatile
; access is done by each
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
declare i32 @llvm.nvvm.read.ptx.sreg.tid.y()
declare i32 @llvm.nvvm.read.ptx.sreg.ctaid.z()

define ptx_kernel void @rows(ptr %p) {
  %x = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %z = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.z()
  %sum = add i32 %x, %z
  store i32 %sum, ptr %p, align 4
  ret void
}

define ptx_kernel void @planes(ptr %p) {
  %y = call i32 @llvm.nvvm.read.ptx.sreg.tid.y()
  store i32 %y, ptr %p, align 4
  ret void
}

define ptx_kernel void @counts(ptr %p) {
  %old = atomicrmw add ptr %p, i32 1 monotonic
  ret void
}

define ptx_kernel void @shows(ptr %p) {
  store volatile i32 1, ptr %p, align 4
  ret void
}

; check: call void @anywarp_run_rows(ptr %0, ptr %1, i32 %2, i32 %3, ptr @rows.thread)
; check: call void @anywarp_run_planes(ptr %0, ptr %1, i32 %2, i32 %3, ptr @planes.thread)
; check: call void @anywarp_run_leaf(ptr %0, ptr %1, i32 %2, i32 %3, ptr @counts.thread)
; check: call void @anywarp_run_leaf(ptr %0, ptr %1, i32 %2, i32 %3, ptr @shows.thread)
