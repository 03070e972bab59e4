// about: attributes of streams are kept and copied; those that streams do not have are refused
#include "../common/test.h"

__global__ void set(int *p) { *p = 1; }

int main() {
    cudaStream_t first, second;
    CUDA(cudaStreamCreate(&first));
    CUDA(cudaStreamCreate(&second));
    cudaStreamAttrValue value = {};
    CUDA(cudaStreamGetAttribute(first, cudaStreamAttributeSynchronizationPolicy, &value));
    // As long as nothing is set: no document says so, an H200 with CUDA 13 does.
    EXPECT((int)value.syncPolicy == -1);
    value.syncPolicy = cudaSyncPolicyYield;
    CUDA(cudaStreamSetAttribute(first, cudaStreamAttributeSynchronizationPolicy, &value));

    Device<int> memory(16);
    cudaStreamAttrValue window = {};
    window.accessPolicyWindow.base_ptr = memory.get();
    window.accessPolicyWindow.num_bytes = 64;
    window.accessPolicyWindow.hitRatio = 0.5f;
    window.accessPolicyWindow.hitProp = cudaAccessPropertyPersisting;
    window.accessPolicyWindow.missProp = cudaAccessPropertyStreaming;
    CUDA(cudaStreamSetAttribute(first, cudaStreamAttributeAccessPolicyWindow, &window));
    value.priority = -2;
    CUDA(cudaStreamSetAttribute(first, cudaStreamAttributePriority, &value));
    int priority = 0;
    CUDA(cudaStreamGetPriority(first, &priority));
    EXPECT(priority == -2);

    CUDA(cudaStreamCopyAttributes(second, first));
    memset(&value, 0, sizeof value);
    CUDA(cudaStreamGetAttribute(second, cudaStreamAttributeAccessPolicyWindow, &value));
    EXPECT(value.accessPolicyWindow.base_ptr == memory.get() && value.accessPolicyWindow.num_bytes == 64);
    EXPECT(value.accessPolicyWindow.hitRatio == 0.5f && value.accessPolicyWindow.hitProp == cudaAccessPropertyPersisting);
    CUDA(cudaStreamGetAttribute(second, cudaStreamAttributeSynchronizationPolicy, &value));
    EXPECT(value.syncPolicy == cudaSyncPolicyYield);
    set<<<1, 1, 0, second>>>(memory.get());
    FINISH();
    EXPECT(memory.host()[0] == 1);

    GIVES(cudaErrorInvalidValue, cudaStreamGetAttribute(first, cudaLaunchAttributeCooperative, &value));
    for (int policy : {0, 5}) {
        value.syncPolicy = (cudaSynchronizationPolicy)policy;
        GIVES(cudaErrorInvalidValue, cudaStreamSetAttribute(first, cudaStreamAttributeSynchronizationPolicy, &value));
    }
    window.accessPolicyWindow.hitRatio = 2;
    GIVES(cudaErrorInvalidValue, cudaStreamSetAttribute(first, cudaStreamAttributeAccessPolicyWindow, &window));
    return verdict();
}
