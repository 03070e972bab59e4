; test internalize-functions, optimize-nvvm
; about barriers on both sides of a branch are not merged into one in front of it; equal code is
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)

define ptx_kernel void @barrier(ptr %p, i32 %n) {
entry:
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %c = icmp ult i32 %t, %n
  br i1 %c, label %then, label %else
then:
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  store volatile i32 1, ptr %p, align 4
  br label %end
else:
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  store volatile i32 2, ptr %p, align 4
  br label %end
end:
  ret void
}

define ptx_kernel void @bait(ptr %p, i32 %n) {
entry:
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %c = icmp ult i32 %t, %n
  br i1 %c, label %then, label %else
then:
  store i32 7, ptr %p, align 4
  store volatile i32 1, ptr %p, align 4
  br label %end
else:
  store i32 7, ptr %p, align 4
  store volatile i32 2, ptr %p, align 4
  br label %end
end:
  ret void
}

; check: void @barrier(
; not: call void @llvm.nvvm.barrier
; check: then:
; check: call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
; check: else:
; check: call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
; not: call void @llvm.nvvm.barrier
; check: void @bait(
; not: br i1
; check: store volatile
; not: store
; check: ret void
