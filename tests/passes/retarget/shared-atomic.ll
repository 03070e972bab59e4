; test retarget
; about an atomic on shared memory says so in its name
@s = internal addrspace(3) global i32 undef, align 4

define ptx_kernel void @k() {
  %x = atomicrmw add ptr addrspace(3) @s, i32 1 monotonic, align 4
  ret void
}

; check: %shared.atomic = atomicrmw add ptr $V, i32 1 monotonic, align 4
