// about: names and descriptions of error codes, also of a number that is none
#include "../common/test.h"

int main() {
    const cudaError_t codes[] = {cudaSuccess, cudaErrorInvalidValue, cudaErrorMemoryAllocation, cudaErrorInitializationError,
                                 cudaErrorInvalidConfiguration, cudaErrorInvalidPitchValue, cudaErrorInvalidSymbol,
                                 cudaErrorInvalidDevicePointer, cudaErrorInvalidMemcpyDirection, cudaErrorInsufficientDriver,
                                 cudaErrorNoDevice, cudaErrorInvalidDevice, cudaErrorInvalidDeviceFunction, cudaErrorInvalidResourceHandle,
                                 cudaErrorNotReady, cudaErrorIllegalAddress, cudaErrorLaunchOutOfResources, cudaErrorLaunchTimeout,
                                 cudaErrorHostMemoryAlreadyRegistered, cudaErrorHostMemoryNotRegistered, cudaErrorLaunchFailure,
                                 cudaErrorNotSupported, cudaErrorAssert, cudaErrorUnknown, cudaErrorNoKernelImageForDevice};
    for (cudaError_t code : codes)
        printf("%d %s: %s\n", (int)code, cudaGetErrorName(code), cudaGetErrorString(code));
    printf("%s: %s\n", cudaGetErrorName((cudaError_t)12345), cudaGetErrorString((cudaError_t)12345));
    EXPECT(strcmp(cudaGetErrorString(cudaSuccess), "no error") == 0);
    return verdict();
}
