using System.Collections.Generic;
using System.Numerics.Tensors;
using NormGen.Bench.Memory;
using NormGen.Bench.Timing;
using Tensor = NormGen.Bench.Memory.Tensor;

namespace NormGen.Bench.Fused;

/// <summary>A layer in one pass, and the same in three: the normalization, the sum, the activation.</summary>
/// <param name="Name">The normalization, its layout and its size.</param>
/// <param name="Plain">The layer that only normalizes.</param>
/// <param name="Fused">The layer that does all.</param>
/// <param name="Activation">What comes last.</param>
/// <param name="Batch">The batch.</param>
/// <param name="Length">The values of a tensor.</param>
internal sealed record FusedRow(
    string Name, NormalizationLayer Plain, NormalizationLayer Fused, Activation Activation, int Batch, int Length)
{
    private const int Image = 256 * 56 * 56;
    private const int Tokens = 128;

    public static IReadOnlyList<FusedRow> All { get; } =
    [
        new("BN 1x256x56x56 NCHW", new FusedLayers.Nchw(), new FusedLayers.NchwRelu(), Activation.Relu, 1, Image),
        new("BN 1x256x56x56 NCHW", new FusedLayers.Nchw(), new FusedLayers.NchwSilu(), Activation.Silu, 1, Image),
        new("BN 1x256x56x56 NHWC", new FusedLayers.Nhwc(), new FusedLayers.NhwcRelu(), Activation.Relu, 1, Image),
        new("BN 1x256x56x56 NHWC", new FusedLayers.Nhwc(), new FusedLayers.NhwcSilu(), Activation.Silu, 1, Image),
        new("LN 128x768", new FusedLayers.Rows(), new FusedLayers.RowsRelu(), Activation.Relu, Tokens, Tokens * 768),
        new("LN 128x768", new FusedLayers.Rows(), new FusedLayers.RowsSilu(), Activation.Silu, Tokens, Tokens * 768),
    ];

    /// <summary>One pass and three, on the same tensors.</summary>
    public IReadOnlyList<IContender> Enter(TensorAllocator memory)
    {
        var (input, residual) = (memory.Make(Length), memory.Make(Length));
        var (output, between) = (memory.Make(Length), memory.Make(Length));
        return [new OnePass(this, input, residual, output), new ThreePasses(this, input, residual, output, between)];
    }

    private sealed class OnePass(FusedRow row, Tensor input, Tensor residual, Tensor output) : InProcessContender(output)
    {
        public override void Call() => row.Fused.RunPass(
            Pass.Infer, new PassTensors { Input = input.Span, Residual = residual.Span, Output = Target.Span, Batch = row.Batch });
    }

    private sealed class ThreePasses(FusedRow row, Tensor input, Tensor residual, Tensor output, Tensor between) : InProcessContender(output)
    {
        public override void Call()
        {
            row.Plain.RunPass(Pass.Infer, new PassTensors { Input = input.Span, Output = Target.Span, Batch = row.Batch });
            TensorPrimitives.Add(Target.Span, residual.Span, Target.Span);
            if (row.Activation == Activation.Relu)
            {
                TensorPrimitives.Max(Target.Span, 0f, Target.Span);
            }
            else
            {
                TensorPrimitives.Sigmoid(Target.Span, between.Span);
                TensorPrimitives.Multiply(Target.Span, between.Span, Target.Span);
            }
        }
    }
}
