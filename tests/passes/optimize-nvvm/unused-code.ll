; test internalize-functions, optimize-nvvm
; about what no kernel reaches is gone before anything looks at it, unsupported constructs included
declare i32 @llvm.nvvm.read.ptx.sreg.envreg0()
@unused = internal addrspace(1) global i32 1, align 4

define i32 @unreached() {
  %e = call i32 @llvm.nvvm.read.ptx.sreg.envreg0()
  store i32 %e, ptr addrspace(1) @unused, align 4
  ret i32 %e
}

define ptx_kernel void @k() {
  ret void
}

; not: @un
; not: envreg0
; check: @k
; not: envreg0
