using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace NormGen.Runtime;

/// <summary>
/// What a batch norm layer remembers: parameters, their gradients, running statistics, the statistics of the last forward pass,
/// and its kernel's scratch memory. It also checks the arguments of each call, all of them before anything is written.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BatchNormState : LayerState
{
    private readonly BatchNormMemory memory;
    private readonly double momentum;
    private long batchesTracked;
    private TensorExtent lastForward;

    /// <summary>Allocates the state of a layer: gamma 1, beta 0, running mean 0, running variance 1, no batch tracked.</summary>
    /// <param name="shape">The declared shape.</param>
    /// <param name="epsilon">The number added to the variance.</param>
    /// <param name="momentum">The weight of the newest batch in the running statistics; NaN for a cumulative average.</param>
    /// <param name="affine">Whether gamma and beta are parameters; if not they stay 1 and 0.</param>
    /// <param name="workspace">The scratch memory that the kernel asks for.</param>
    public BatchNormState(TensorShape shape, double epsilon, double momentum, bool affine, Workspace workspace)
        : base(shape)
    {
        Epsilon = epsilon;
        this.momentum = momentum;
        memory = new BatchNormMemory(shape, workspace);
        Parameters = memory.Parameters(affine);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<LayerParameter> Parameters { get; }

    /// <summary>The number added to the variance inside the square root.</summary>
    public double Epsilon { get; }

    /// <summary>The scale, one value per channel.</summary>
    public Span<float> Gamma => memory.Row(BatchNormRow.Gamma);

    /// <summary>The shift, one value per channel.</summary>
    public Span<float> Beta => memory.Row(BatchNormRow.Beta);

    /// <summary>The running mean, one value per channel.</summary>
    public Span<float> RunningMean => memory.Row(BatchNormRow.RunningMean);

    /// <summary>The running variance, unbiased, one value per channel.</summary>
    public Span<float> RunningVariance => memory.Row(BatchNormRow.RunningVariance);

    /// <summary>The gradient of <see cref="Gamma"/>.</summary>
    public Span<float> GammaGradient => memory.Row(BatchNormRow.GammaGradient);

    /// <summary>The gradient of <see cref="Beta"/>.</summary>
    public Span<float> BetaGradient => memory.Row(BatchNormRow.BetaGradient);

    /// <summary>The mean of the last forward pass, rounded to float.</summary>
    public ReadOnlySpan<float> SavedMean => memory.Row(BatchNormRow.SavedMean);

    /// <summary>1 / sqrt(variance + epsilon) of the last forward pass, rounded to float.</summary>
    public ReadOnlySpan<float> SavedRstd => memory.Row(BatchNormRow.SavedRstd);

    /// <summary>The number of forward passes that the running statistics have seen.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long BatchesTracked
    {
        get => batchesTracked;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            batchesTracked = value;
        }
    }

    /// <summary>The mean of the last forward pass: written by its kernel, read by the backward kernel.</summary>
    public Span<double> Mean => memory.Mean;

    /// <summary>The biased variance of the last forward pass: written by its kernel, read by the backward kernel.</summary>
    public Span<double> Variance => memory.Variance;

    /// <summary>The kernel's scratch doubles.</summary>
    public Span<double> Sums => memory.Sums;

    /// <summary>The kernel's scratch floats.</summary>
    public Span<float> Coefficients => memory.Coefficients;

    /// <summary>Checks a call of <c>Infer</c>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit the shape, or tensors overlap.</exception>
    public TensorExtent CheckInfer(ReadOnlySpan<float> input, ReadOnlySpan<float> output) =>
        CheckPair(Shape.Resolve(input.Length, nameof(input)), input, output);

    /// <inheritdoc cref="CheckInfer(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <param name="batch">The number of samples.</param>
    public TensorExtent CheckInfer(ReadOnlySpan<float> input, ReadOnlySpan<float> output, int batch) =>
        CheckPair(Shape.Resolve(input.Length, batch, nameof(input)), input, output);

    /// <summary>Checks a call of <c>Forward</c>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit, tensors overlap, or a channel has only one value.</exception>
    public TensorExtent CheckForward(ReadOnlySpan<float> input, ReadOnlySpan<float> output) =>
        CheckMoreThanOneValue(CheckInfer(input, output));

    /// <inheritdoc cref="CheckForward(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <param name="batch">The number of samples.</param>
    public TensorExtent CheckForward(ReadOnlySpan<float> input, ReadOnlySpan<float> output, int batch) =>
        CheckMoreThanOneValue(CheckInfer(input, output, batch));

    /// <summary>
    /// Derives what others see of a forward pass from the <see cref="Mean"/> and <see cref="Variance"/> that its kernel left:
    /// the saved statistics, the running statistics and the number of batches.
    /// </summary>
    /// <param name="extent">The sizes of the pass, not empty.</param>
    public void CompleteForward(TensorExtent extent)
    {
        lastForward = extent;
        batchesTracked++;
        var weight = RunningStatistics.Weight(momentum, batchesTracked);
        RunningStatistics.UpdateMean(
            Mean, memory.PaddedRow(BatchNormRow.SavedMean), memory.PaddedRow(BatchNormRow.RunningMean), weight);
        RunningStatistics.UpdateVariance(
            Variance,
            memory.PaddedRow(BatchNormRow.SavedRstd),
            memory.PaddedRow(BatchNormRow.RunningVariance),
            weight,
            RunningStatistics.Unbias(extent.PerChannel),
            Epsilon);
    }

    /// <summary>Checks a call of <c>Backward</c>. Where it is empty the gradients of the parameters are set to zero.</summary>
    /// <param name="input">The input of the last forward pass.</param>
    /// <param name="outputGradient">The gradient of the loss by the output.</param>
    /// <param name="inputGradient">Where the gradient by the input will be written.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit the shape, or tensors overlap.</exception>
    /// <exception cref="InvalidOperationException">There was no forward pass, or it had another batch or size.</exception>
    public TensorExtent CheckBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> inputGradient) =>
        CheckTriple(Shape.Resolve(input.Length, nameof(input)), input, outputGradient, inputGradient);

    /// <inheritdoc cref="CheckBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input of the last forward pass.</param>
    /// <param name="outputGradient">The gradient of the loss by the output.</param>
    /// <param name="inputGradient">Where the gradient by the input will be written.</param>
    /// <param name="batch">The number of samples.</param>
    public TensorExtent CheckBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> inputGradient, int batch) =>
        CheckTriple(Shape.Resolve(input.Length, batch, nameof(input)), input, outputGradient, inputGradient);

    private TensorExtent CheckPair(TensorExtent extent, ReadOnlySpan<float> input, ReadOnlySpan<float> output)
    {
        var own = memory.Slab;
        ArgumentGuard.RequireLength(Shape, extent, input.Length, output);
        ArgumentGuard.RequireApartOrSame(Shape, input, output);
        ArgumentGuard.RequireOutside(Shape, own, input);
        ArgumentGuard.RequireOutside(Shape, own, output);
        return extent;
    }

    private TensorExtent CheckTriple(
        TensorExtent extent, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> inputGradient)
    {
        var own = memory.Slab;
        ArgumentGuard.RequireLength(Shape, extent, input.Length, outputGradient);
        ArgumentGuard.RequireLength(Shape, extent, input.Length, inputGradient);
        ArgumentGuard.RequireApart(Shape, inputGradient, input);
        ArgumentGuard.RequireApart(Shape, outputGradient, input);
        ArgumentGuard.RequireApartOrSame(Shape, outputGradient, inputGradient);
        ArgumentGuard.RequireOutside(Shape, own, input);
        ArgumentGuard.RequireOutside(Shape, own, outputGradient);
        ArgumentGuard.RequireOutside(Shape, own, inputGradient);
        if (extent.IsEmpty)
        {
            GammaGradient.Clear();
            BetaGradient.Clear();
        }
        else if (extent != lastForward)
        {
            BatchNormErrors.ThrowNotTheLastForward(Shape, extent, lastForward);
        }

        return extent;
    }

    private TensorExtent CheckMoreThanOneValue(TensorExtent extent)
    {
        if (extent.PerChannel == 1)
        {
            BatchNormErrors.ThrowOneValuePerChannel(Shape, extent, parameter: "input");
        }

        return extent;
    }
}
