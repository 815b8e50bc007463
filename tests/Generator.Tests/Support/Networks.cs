using System.Collections.Generic;
using System.Linq;

namespace NormGen.Generator.Tests.Support;

/// <summary>
/// The normalizations of known networks in their order: of those with batch norm, at an input of 224 x 224, the arguments of the
/// attribute; of the others the attribute. Without the layout and the closing parenthesis.
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

    /// <summary>GPT-2 (Radford et al., 2019), the smallest: two layer norms in each of 12 blocks, and one at the end.</summary>
    /// <param name="fusesSum">Whether the layer adds to the residual stream what comes before it; there is nothing before the first.</param>
    public static IEnumerable<string> Gpt2(bool fusesSum) => PreNorm("LayerNorm(768", blocks: 12, fusesSum);

    /// <summary>Llama 7B (Touvron et al., 2023): two RMS norms in each of 32 blocks, and one at the end.</summary>
    /// <inheritdoc cref="Gpt2"/>
    public static IEnumerable<string> Llama(bool fusesSum) => PreNorm("RmsNorm(4096, Epsilon = 1e-6", blocks: 32, fusesSum);

    /// <summary>
    /// The U-Net of Stable Diffusion 1 (Rombach et al., 2022) at a latent of 64 x 64, without its layer norms. Relu stands for its Silu: which
    /// activation it is makes no more kernels.
    /// </summary>
    public static IEnumerable<string> UNet() =>
    [
        .. Down(320, 320, 64, attends: true),
        .. Down(320, 640, 32, attends: true),
        .. Down(640, 1280, 16, attends: true),
        .. Down(1280, 1280, 8, attends: false),
        .. Block(1280, 1280, 8, attends: true),
        .. Block(1280, 1280, 8, attends: false),
        .. Up([2560, 2560, 2560], 1280, 8, attends: false),
        .. Up([2560, 2560, 1920], 1280, 16, attends: true),
        .. Up([1920, 1280, 960], 640, 32, attends: true),
        .. Up([960, 640, 640], 320, 64, attends: true),
        Grouped(320, 64, relu: true),
    ];

    private static IEnumerable<string> Down(int input, int channels, int size, bool attends) =>
        [.. Block(input, channels, size, attends), .. Block(channels, channels, size, attends)];

    private static IEnumerable<string> Up(int[] inputs, int channels, int size, bool attends) =>
        inputs.SelectMany(input => Block(input, channels, size, attends));

    private static IEnumerable<string> Block(int input, int channels, int size, bool attends)
    {
        yield return Grouped(input, size, relu: true);
        yield return Grouped(channels, size, relu: true);
        if (attends)
        {
            yield return Grouped(channels, size, relu: false);
        }
    }

    private static string Grouped(int channels, int size, bool relu) => $"GroupNorm(32, {Layer(channels, size, relu)}";

    private static IEnumerable<string> PreNorm(string opening, int blocks, bool fusesSum) =>
        Enumerable.Range(0, (2 * blocks) + 1).Select(index => fusesSum && index > 0 ? opening + ", PreAdd = true" : opening);

    private static string Layer(int channels, int size, bool relu = false, bool residual = false) =>
        $"{channels}, Height = {size}, Width = {size}"
        + (relu ? ", Activation = Activation.Relu" : "")
        + (residual ? ", Residual = true" : "");
}
