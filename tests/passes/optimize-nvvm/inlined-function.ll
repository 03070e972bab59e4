; test internalize-functions, optimize-nvvm
; about a barrier keeps its place when the function around it is inlined and what it decided is known on one side
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)

define linkonce_odr i32 @meet(i1 %c) convergent nounwind {
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  %x = select i1 %c, i32 5, i32 6
  ret i32 %x
}

define ptx_kernel void @k(ptr %p) convergent {
entry:
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %c = icmp ult i32 %t, 16
  br i1 %c, label %then, label %join
then:
  store volatile i32 1, ptr %p, align 4
  br label %join
join:
  %x = call i32 @meet(i1 %c) convergent
  store volatile i32 %x, ptr %p, align 4
  ret void
}

; not: define linkonce
; check: join:
; nextln: $V = phi i32 [ 5, %then ], [ 6, %entry ]
; nextln: tail call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
; not: call void @llvm.nvvm.barrier
