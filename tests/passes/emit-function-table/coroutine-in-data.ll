; test retarget, emit-function-table, yield-in-spin-loops, mark-suspending-functions, inline-marked-functions, form-coroutines, place-globals
; about a function that becomes a coroutine keeps its number in data
@handlers = internal addrspace(1) global [2 x ptr] [ptr @plain, ptr @waits], align 8
declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)

define internal void @plain(float %x) {
  ret void
}

define internal void @waits(i32 %n) {
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  ret void
}

define ptx_kernel void @k(i32 %n) {
  %f = load ptr, ptr getelementptr (i8, ptr addrspacecast (ptr addrspace(1) @handlers to ptr), i64 8), align 8
  call void %f(i32 %n)
  ret void
}

; check: define internal void @plain(float %0)
; check: ret i32 ptrtoint (ptr @plain to i32)
; check: ret i32 ptrtoint (ptr @waits to i32)
; check: define internal ptr @waits(ptr %0, i32 %1)
; check: function 0: plain
; nextln: function 1: waits
; check: address at 0: function 0
; nextln: address at 8: function 1
