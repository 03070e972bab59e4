// The C++ overloads and default arguments of the runtime API.

__constant__ float table[4];
__device__ int scalar;
__global__ void kernel(float *p, int n) { p[0] = n + table[0] + scalar; }

void memory(float *p, const float *q) {
    size_t n = 0;
    cudaMalloc(&p, 4);
    cudaMalloc((void **)&p, 4);
    cudaMallocHost(&p, 4);
    cudaMallocHost((void **)&p, 4);
    cudaHostAlloc(&p, 4, cudaHostAllocMapped);
    cudaHostGetDevicePointer(&p, p, 0);
    cudaMallocManaged(&p, 4);
    cudaMallocManaged(&p, 4, cudaMemAttachHost);
    cudaMallocPitch(&p, &n, 4, 4);
    cudaMallocAsync(&p, 4, 0);
    cudaFreeAsync(p, 0);
    cudaMemcpy(p, q, 4, cudaMemcpyDefault);
    cudaMemcpyAsync(p, q, 4, cudaMemcpyHostToDevice);
    cudaMemcpy2D(p, 4, q, 4, 4, 1, cudaMemcpyHostToDevice);
    cudaMemcpy3DParms copy = {};
    copy.extent = make_cudaExtent(1, 2, 3);
    copy.srcPtr = make_cudaPitchedPtr(p, 4, 1, 1);
    copy.dstPos = make_cudaPos(0, 0, 0);
    cudaMemcpy3D(&copy);
    cudaMemsetAsync(p, 0, 4);
    cudaMemPrefetchAsync(p, 4, cudaCpuDeviceId);
    cudaMemPrefetchAsync(p, 4, cudaMemLocation{cudaMemLocationTypeDevice, 0}, 0);
    cudaMemAdvise(p, 4, cudaMemAdviseSetReadMostly, 0);
    cudaMemcpyToSymbol(table, q, 16);
    cudaMemcpyToSymbol(table, q, 4, 4, cudaMemcpyHostToDevice);
    cudaMemcpyToSymbolAsync(scalar, q, 4);
    cudaMemcpyFromSymbol(p, scalar, 4);
    int *address;
    cudaGetSymbolAddress((void **)&address, scalar);
    cudaGetSymbolAddress(&address, scalar);
    cudaGetSymbolSize(&n, table);
    cudaPointerAttributes attributes;
    cudaPointerGetAttributes(&attributes, p);
}

void launches(float *p) {
    int n = 1, size, grid;
    void *arguments[] = {&p, &n};
    cudaLaunchKernel(kernel, 1, dim3(32, 2), arguments);
    cudaLaunchKernel((void *)kernel, dim3(1), dim3(1), arguments, 0, 0);
    cudaLaunchCooperativeKernel(kernel, 1, 1, arguments);
    cudaLaunchConfig_t config = {};
    config.gridDim = 1;
    config.blockDim = dim3(32);
    cudaLaunchAttribute attribute[1];
    attribute[0].id = cudaLaunchAttributeCooperative;
    attribute[0].val.cooperative = 1;
    config.attrs = attribute;
    config.numAttrs = 1;
    cudaLaunchKernelEx(&config, kernel, nullptr, 'c');
    cudaFuncAttributes attributes;
    cudaFuncGetAttributes(&attributes, kernel);
    cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, 1024);
    cudaFuncSetCacheConfig(kernel, cudaFuncCachePreferL1);
    cudaOccupancyMaxActiveBlocksPerMultiprocessor(&n, kernel, 32, 0);
    cudaOccupancyMaxPotentialBlockSize(&grid, &size, kernel);
    cudaOccupancyMaxPotentialBlockSize(&grid, &size, kernel, 0, 128);
    cudaOccupancyMaxPotentialBlockSizeVariableSMem(&grid, &size, kernel, [](int threads) { return threads * 4; });
}

void streams() {
    cudaStream_t stream;
    cudaEvent_t event;
    cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);
    cudaEventCreate(&event, cudaEventBlockingSync);
    cudaEventRecord(event);
    cudaStreamWaitEvent(stream, event);
    cudaStreamAddCallback(stream, [](cudaStream_t, cudaError_t, void *) {}, nullptr, 0);
    cudaLaunchHostFunc(stream, [](void *) {}, nullptr);
    cudaGraph_t graph;
    cudaGraphExec_t exec;
    cudaStreamBeginCapture(stream, cudaStreamCaptureModeGlobal);
    cudaStreamEndCapture(stream, &graph);
    cudaGraphInstantiate(&exec, graph);
    cudaGraphInstantiate(&exec, graph, NULL, NULL, 0);
    cudaChannelFormatDesc desc = cudaCreateChannelDesc<float4>();
    desc = cudaCreateChannelDesc<unsigned char>();
    desc = cudaCreateChannelDesc(32, 0, 0, 0, cudaChannelFormatKindFloat);
    cudaArray_t array;
    cudaMallocArray(&array, &desc, 16);
    cudaStreamSynchronize(cudaStreamPerThread);
}
