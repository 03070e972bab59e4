; test retarget, mark-shared-atomics
; about an operation on shared memory is marked, one on memory that others reach is not
@counts = internal addrspace(3) global [4 x i32] undef, align 4

define ptx_kernel void @k(ptr %p, i64 %i) {
  %a = getelementptr [4 x i32], ptr addrspace(3) @counts, i64 0, i64 %i
  %one = atomicrmw add ptr addrspace(3) %a, i32 1 monotonic, align 4
  %two = atomicrmw add ptr %p, i32 %one monotonic, align 4
  ret void
}

; check: $(one=$V) = atomicrmw add ptr $(=.*), i32 1 monotonic, align 4, !anywarp.shared
; check: atomicrmw add ptr $(=.*), i32 $(one) monotonic, align 4
; not: anywarp.shared !
