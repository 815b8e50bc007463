using System.Collections.Generic;

namespace NormGen.Generator.Tests.Support;

/// <summary>
/// The batch norms of known networks at an input of 224 x 224, in their order: arguments of the attribute, without the layout.
/// </summary>
internal static class Networks
{
    /// <summary>ResNet-50 (He et al., 2015) as PyTorch's torchvision has it, with the stride in a block's middle convolution.</summary>
    /// <param name="fusesResidual">Whether the layer at the end of a block adds the shortcut and has the Relu behind it.</param>
    public static IEnumerable<string> ResNet50(bool fusesResidual)
    {
        yield return Layer(64, 112, relu: true);
        var before = 56;
        foreach (var (channels, size, blocks) in new[] { (64, 56, 3), (128, 28, 4), (256, 14, 6), (512, 7, 3) })
        {
            for (var block = 0; block < blocks; block++)
            {
                yield return Layer(channels, block == 0 ? before : size, relu: true);
                yield return Layer(channels, size, relu: true);
                yield return Layer(4 * channels, size, relu: fusesResidual, residual: fusesResidual);
                if (block == 0)
                {
                    yield return Layer(4 * channels, size);
                }
            }

            before = size;
        }
    }

    /// <summary>MobileNetV2 (Sandler et al., 2018). Relu stands for its Relu6: which activation it is makes no more kernels.</summary>
    /// <param name="fusesResidual">Whether the layer at the end of a block that has a shortcut adds it.</param>
    public static IEnumerable<string> MobileNetV2(bool fusesResidual)
    {
        yield return Layer(32, 112, relu: true);
        var (input, before) = (32, 112);
        foreach (var (expansion, channels, blocks, size) in new[]
        {
            (1, 16, 1, 112), (6, 24, 2, 56), (6, 32, 3, 28), (6, 64, 4, 14), (6, 96, 3, 14), (6, 160, 3, 7), (6, 320, 1, 7),
        })
        {
            for (var block = 0; block < blocks; block++)
            {
                if (expansion > 1)
                {
                    yield return Layer(expansion * input, before, relu: true);
                }

                yield return Layer(expansion * input, size, relu: true);
                yield return Layer(channels, size, residual: fusesResidual && block > 0);
                (input, before) = (channels, size);
            }
        }

        yield return Layer(1280, 7, relu: true);
    }

    private static string Layer(int channels, int size, bool relu = false, bool residual = false) =>
        $"{channels}, Height = {size}, Width = {size}"
        + (relu ? ", Activation = Activation.Relu" : "")
        + (residual ? ", Residual = true" : "");
}
