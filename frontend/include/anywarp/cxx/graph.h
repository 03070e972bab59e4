// C++ overloads of graph functions: the forms of CUDA 11 and of CUDA 13 beside those of CUDA 12.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA 13 gave the plain names the edge data that CUDA 12 has in the functions with the suffix _v2.
#ifndef ANYWARP_CXX_GRAPH_H
#define ANYWARP_CXX_GRAPH_H

static __inline__ __host__ cudaError_t cudaGraphAddNode(cudaGraphNode_t *node, cudaGraph_t graph,
    const cudaGraphNode_t *dependencies, const cudaGraphEdgeData *edges, size_t count,
    struct cudaGraphNodeParams *parameters) {
    return ::cudaGraphAddNode_v2(node, graph, dependencies, edges, count, parameters);
}
static __inline__ __host__ cudaError_t cudaGraphAddDependencies(cudaGraph_t graph, const cudaGraphNode_t *from,
    const cudaGraphNode_t *to, const cudaGraphEdgeData *edges, size_t count) {
    return ::cudaGraphAddDependencies_v2(graph, from, to, edges, count);
}
static __inline__ __host__ cudaError_t cudaGraphRemoveDependencies(cudaGraph_t graph, const cudaGraphNode_t *from,
    const cudaGraphNode_t *to, const cudaGraphEdgeData *edges, size_t count) {
    return ::cudaGraphRemoveDependencies_v2(graph, from, to, edges, count);
}
static __inline__ __host__ cudaError_t cudaGraphGetEdges(cudaGraph_t graph, cudaGraphNode_t *from, cudaGraphNode_t *to,
    cudaGraphEdgeData *edges, size_t *count) {
    return ::cudaGraphGetEdges_v2(graph, from, to, edges, count);
}
static __inline__ __host__ cudaError_t cudaGraphNodeGetDependencies(cudaGraphNode_t node, cudaGraphNode_t *dependencies,
    cudaGraphEdgeData *edges, size_t *count) {
    return ::cudaGraphNodeGetDependencies_v2(node, dependencies, edges, count);
}
static __inline__ __host__ cudaError_t cudaGraphNodeGetDependentNodes(cudaGraphNode_t node, cudaGraphNode_t *dependents,
    cudaGraphEdgeData *edges, size_t *count) {
    return ::cudaGraphNodeGetDependentNodes_v2(node, dependents, edges, count);
}

// CUDA 11's, which CUDA 12 still accepts in C++.
static __inline__ __host__ cudaError_t cudaGraphInstantiate(cudaGraphExec_t *exec, cudaGraph_t graph,
    cudaGraphNode_t *error_node, char *log, size_t log_bytes) {
    (void)error_node;
    if (log && log_bytes)
        *log = 0;
    return ::cudaGraphInstantiate(exec, graph, 0);
}
// The result alone, as CUDA 11 had it.
static __inline__ __host__ cudaError_t cudaGraphExecUpdate(cudaGraphExec_t exec, cudaGraph_t graph,
    cudaGraphNode_t *error_node, enum cudaGraphExecUpdateResult *result) {
    cudaGraphExecUpdateResultInfo info;
    cudaError_t error = ::cudaGraphExecUpdate(exec, graph, &info);
    if (error_node)
        *error_node = info.errorNode;
    if (result)
        *result = info.result;
    return error;
}

#endif
