// about: functions of the driver API are not found, which the status says
// only-anywarp: NVIDIA's driver has them
#include "../common/test.h"

int main() {
    void *entry = &failures;
    cudaDriverEntryPointQueryResult status = cudaDriverEntryPointSuccess;
    CUDA(cudaGetDriverEntryPoint("cuInit", &entry, cudaEnableDefault, &status));
    EXPECT(entry == nullptr && status == cudaDriverEntryPointSymbolNotFound);
    CUDA(cudaGetDriverEntryPointByVersion("cuLaunchKernel", &entry, 12080, cudaEnableDefault, &status));
    EXPECT(status == cudaDriverEntryPointSymbolNotFound);
    GIVES(cudaErrorSymbolNotFound, cudaGetDriverEntryPoint("cuInit", &entry, cudaEnableDefault));
    GIVES(cudaErrorInvalidValue, cudaGetDriverEntryPoint(nullptr, &entry, cudaEnableDefault, &status));
    return verdict();
}
