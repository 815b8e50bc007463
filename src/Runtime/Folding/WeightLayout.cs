namespace NormGen;

/// <summary>
/// The order of the axes of weights, slowest first: O are output channels, I input channels, H and W the window, which may have any
/// number of axes, or none: then the weights are those of a linear layer.
/// </summary>
public enum WeightLayout
{
    /// <summary>
    /// Output channels first: PyTorch's and ONNX's convolutions, <c>[O, I / groups, ...]</c> with any number of groups (depthwise:
    /// <c>[C, 1, ...]</c>), and PyTorch's linear layers, <c>[O, I]</c>.
    /// </summary>
    OIHW,

    /// <summary>
    /// Output channels last: Keras's convolutions, <c>[..., I / groups, O]</c>, its depthwise ones, <c>[..., I, multiplier]</c>, and its dense
    /// layers, <c>[I, O]</c>.
    /// </summary>
    HWIO,

    /// <summary>PyTorch's and ONNX's transposed convolutions: <c>[I, O / groups, ...]</c>. The number of input channels has to be given.</summary>
    IOHW,

    /// <summary>Keras's transposed convolutions: <c>[..., O, I]</c>, without groups. The number of input channels has to be given.</summary>
    HWOI,
}
