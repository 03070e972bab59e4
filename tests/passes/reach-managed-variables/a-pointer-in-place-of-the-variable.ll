; test reach-managed-variables
; about uses become loads of the pointer at the start of the function; other variables stay
target datalayout = "e-p6:32:32-i64:64-i128:128-i256:256-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

@x = addrspace(1) externally_initialized global i32 5, section ".bss.anywarp_managed", align 4
@table = addrspace(1) externally_initialized global [8 x float] zeroinitializer, section ".bss.anywarp_managed", align 4
@other = addrspace(1) externally_initialized global i32 6, align 4

define ptx_kernel void @k(ptr %out, i1 %c) {
  %a = alloca i32, align 4
  store i32 1, ptr addrspacecast (ptr addrspace(1) @x to ptr), align 4
  store i32 2, ptr addrspace(1) @other, align 4
  store i64 ptrtoint (ptr addrspace(1) @x to i64), ptr %out, align 8
  br i1 %c, label %then, label %end

then:
  br label %end

end:
  %p = phi ptr [ %out, %0 ], [ getelementptr inbounds ([8 x float], ptr addrspacecast (ptr addrspace(1) @table to ptr), i64 0, i64 3), %then ]
  store float 1.0, ptr %p, align 4
  ret void
}

define void @without() {
  ret void
}

; check: @other = addrspace(1) externally_initialized global i32 6
; check: @x = addrspace(1) externally_initialized global ptr addrspace(1) null, section ".bss.anywarp_managed"
; check: @table = addrspace(1) externally_initialized global ptr addrspace(1) null, section ".bss.anywarp_managed"
; check: alloca
; nextln: $(x=$V) = load ptr addrspace(1), ptr addrspace(1) @x, align 8
; nextln: $(generic=$V) = addrspacecast ptr addrspace(1) $x to ptr
; check: load ptr addrspace(1), ptr addrspace(1) @x
; check: load ptr addrspace(1), ptr addrspace(1) @table
; check: store i32 1, ptr $generic
; check: store i32 2, ptr addrspace(1) @other
; not: [8 x float]
; check: define void @without
; nextln: ret void
