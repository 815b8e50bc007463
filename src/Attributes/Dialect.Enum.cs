namespace NormGen;

/// <summary>
/// Whose batch normalization the layer is: which way momentum runs, which variance the running statistics take, and what epsilon
/// and momentum are where they are not set. The batch itself is normalized with the population variance in all of them.
/// </summary>
public enum Dialect
{
    /// <summary>
    /// As PyTorch's BatchNorm: <c>running = (1 - momentum) * running + momentum * batch</c>, momentum 0.1, the unbiased variance
    /// (divided by the count less one), epsilon 1e-5.
    /// </summary>
    PyTorch,

    /// <summary>
    /// As ONNX's BatchNormalization: <c>running = momentum * running + (1 - momentum) * batch</c>, momentum 0.9, the population
    /// variance (divided by the count), epsilon 1e-5.
    /// </summary>
    Onnx,

    /// <summary>
    /// As Keras's BatchNormalization: <c>running = momentum * running + (1 - momentum) * batch</c>, momentum 0.99, the population
    /// variance (divided by the count), epsilon 1e-3.
    /// </summary>
    Keras,
}
