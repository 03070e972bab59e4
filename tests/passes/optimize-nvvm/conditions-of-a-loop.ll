; test internalize-functions, optimize-nvvm
; about a loop with two conditions, the second of a few operations, has one branch, at its end
define ptx_kernel void @k(i32 %limit, float %c, ptr %p) {
entry:
  br label %first
first:
  %i = phi i32 [ 0, %entry ], [ %next, %body ]
  %x = phi float [ 0.0, %entry ], [ %new, %body ]
  %more = icmp slt i32 %i, %limit
  br i1 %more, label %second, label %end
second:
  %square = fmul float %x, %x
  %sum = fadd float %square, %c
  %inside = fcmp olt float %sum, 4.0
  br i1 %inside, label %body, label %end
body:
  %new = fadd float %x, %c
  %next = add nsw i32 %i, 1
  br label %first
end:
  store i32 %i, ptr %p, align 4
  ret void
}

; check: fcmp olt float $V, 4.000000e+00
; check: $(both=$V) = select i1 $V, i1 $V, i1 false
; nextln: br i1 $both
; check: ret void
