using System;
using System.Buffers;

namespace NormGen.Runtime;

/// <content>Statistics that come from elsewhere, or go there.</content>
public sealed partial class BatchNormState
{
    // The values per channel behind the statistics of the last forward pass, where they are not those of its input alone; else 0.
    private long givenCount;

    /// <summary>Takes the values of an input into moments; nothing of the layer changes.</summary>
    /// <param name="input">The input.</param>
    /// <param name="moments">What they are taken into.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    /// <exception cref="ArgumentException">The length does not fit the shape, or the moments have other channels.</exception>
    public void AccumulateMoments(ReadOnlySpan<float> input, Moments moments, int? batch = null)
    {
        var extent = Shape.Resolve(input, batch);
        RequireChannels(moments);
        if (extent.IsEmpty)
        {
            return;
        }

        var scratch = ArrayPool<double>.Shared.Rent(2 * Shape.Channels);
        var means = scratch.AsSpan(0, Shape.Channels);
        var squares = scratch.AsSpan(Shape.Channels, Shape.Channels);
        ChannelMoments.Of(input, extent, means, squares);
        moments.Merge(extent.PerChannel, means, squares);
        ArrayPool<double>.Shared.Return(scratch);
    }

    /// <summary>Checks a call of <c>ForwardWith</c>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <param name="moments">The statistics.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit, tensors overlap, or the moments have other channels or fewer than two
    /// values of each.</exception>
    public TensorExtent CheckForwardWith(ReadOnlySpan<float> input, ReadOnlySpan<float> output, Moments moments, int? batch = null)
    {
        var extent = CheckInfer(input, output, batch);
        RequireStatistics(moments);
        return extent;
    }

    /// <inheritdoc cref="CheckForwardWith(ReadOnlySpan{float}, ReadOnlySpan{float}, Moments, int?)"/>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the normalized input.</param>
    /// <param name="output">The output.</param>
    /// <param name="moments">The statistics.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    public TensorExtent CheckForwardWith(
        ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<float> output, Moments moments, int? batch = null)
    {
        var extent = CheckInfer(input, residual, output, batch);
        RequireStatistics(moments);
        return extent;
    }

    /// <summary>
    /// Makes given statistics those of the pass: <see cref="Mean"/>, <see cref="Variance"/>, and the coefficients with the formulas, and
    /// so the bits, of the kernel's own forward pass.
    /// </summary>
    /// <param name="moments">The statistics, as checked.</param>
    /// <param name="coefficients">The table that the kernel's <c>Infer</c> takes: centers, scales and shifts, the channels of each
    /// repeated as they do in memory.</param>
    public void Prepare(Moments moments, Span<float> coefficients)
    {
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            Mean[channel] = moments.Mean[channel];
            Variance[channel] = moments.Variance(channel);
        }

        var pitch = coefficients.Length / 3;
        var centers = coefficients[..pitch];
        var scales = coefficients.Slice(pitch, pitch);
        var shifts = coefficients.Slice(2 * pitch, pitch);
        for (var place = 0; place < pitch; place++)
        {
            var channel = place % Shape.Channels;
            var scale = Gamma[channel] * (1 / Math.Sqrt(Variance[channel] + Epsilon));
            centers[place] = (float)Mean[channel];
            scales[place] = (float)scale;
            shifts[place] = (float)(Beta[channel] - ((Mean[channel] - centers[place]) * scale));
        }
    }

    /// <summary>As <see cref="CompleteForward(TensorExtent)"/>, for statistics that were given.</summary>
    /// <param name="extent">The sizes of the pass, not empty.</param>
    /// <param name="moments">The statistics, as checked.</param>
    public void CompleteForwardWith(TensorExtent extent, Moments moments)
    {
        Complete(extent, moments.Count);
        if (moments.Count != extent.PerChannel)
        {
            // Backward would need the sums of gradients over all those values, and has only those of this input.
            (LastForward, givenCount) = (default, moments.Count);
        }
    }

    /// <inheritdoc/>
    private protected override void RefuseBackward(TensorExtent extent)
    {
        if (givenCount > 0)
        {
            TrainingErrors.ThrowStatisticsOfMore(Shape, extent, givenCount);
        }

        base.RefuseBackward(extent);
    }

    private void RequireStatistics(Moments moments)
    {
        RequireChannels(moments);
        if (moments.Count < 2)
        {
            TrainingErrors.ThrowTooFewMoments(Shape, moments.Count, nameof(moments));
        }
    }

    private void RequireChannels(Moments moments)
    {
        ArgumentNullException.ThrowIfNull(moments);
        if (moments.Channels != Shape.Channels)
        {
            TrainingErrors.ThrowOtherChannels(Shape, moments.Channels, nameof(moments));
        }
    }
}
