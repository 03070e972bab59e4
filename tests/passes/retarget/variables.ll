; test retarget
; about variables move to the one address space; those that hold addresses become bytes whose value LLVM must not know
@plain = addrspace(1) global i32 5, align 4
@limits = addrspace(4) externally_initialized constant [2 x i16] [i16 1, i16 2], align 2
@table = internal addrspace(4) constant [2 x i32] [i32 8, i32 9], align 4
@holder = addrspace(1) global { i32, ptr } { i32 3, ptr addrspacecast (ptr addrspace(1) @plain to ptr) }, align 8

define i32 @f(i32 %i) {
  %e = getelementptr [2 x i32], ptr addrspace(4) @table, i32 0, i32 %i
  %x = load i32, ptr addrspace(4) %e, align 4
  ret i32 %x
}

; not: addrspace
; check: @plain = global i32 5, align 4
; nextln: @limits = externally_initialized global [2 x i16] [i16 1, i16 2], align 2
; nextln: @table = internal constant [2 x i32] [i32 8, i32 9], align 4
; nextln: @holder = externally_initialized global [16 x i8] zeroinitializer, align 8
; check: getelementptr i8, ptr @table, i32 $V
; check: variable plain: Device, 4 bytes
; nextln: variable limits: Constant, 4 bytes
; nextln: variable holder: Device, 16 bytes
; not: addrspace
