using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Digits;
using NormGen.Samples.Study.Layers;

namespace NormGen.Samples.Study.Networks;

/// <summary>
/// Reads an image row by row: h = tanh(norm(x U + h' W)), x the row, h' the state after the row before. The logits come from the last
/// state. Batch norm has statistics of its own in each step and shares gamma and beta, as Cooijmans et al. (2017) propose.
/// </summary>
internal sealed class Recurrent : INetwork
{
    private const int Steps = DigitsData.Side;
    private const int Features = DigitsData.Side;
    private const int States = 64;

    private readonly Weights fromInput;
    private readonly Weights fromState;
    private readonly Weights toLogits;
    private readonly Replicas? norms;
    private readonly float[][] inputs;
    private readonly float[][] sums;
    private readonly float[][] states;
    private readonly float[] stateGradient;
    private readonly float[] sumGradient;
    private readonly float[] logits;

    /// <param name="norm">None, batch or layer norm.</param>
    /// <param name="maximumBatch">The most images of a call.</param>
    /// <param name="start">The first weights.</param>
    /// <param name="firstGamma">Where gamma starts; Cooijmans et al. propose 0.1, so that tanh stays where it is steep.</param>
    public Recurrent(Norm norm, int maximumBatch, Start start, float firstGamma = 1)
    {
        // Half the variance that relu needs: tanh lets all values through.
        var own = start with { Scale = start.Scale * MathF.Sqrt(0.5f) };
        fromInput = new Weights(Features, States, hasBias: norm == Norm.None, own);
        fromState = new Weights(States, States, hasBias: false, own);
        toLogits = new Weights(States, DigitsData.Classes, hasBias: true, own);
        norms = norm == Norm.None ? null : new Replicas(() => NormLayers.CreateStep(norm));
        norms?.Parameters.Single(parameter => parameter.Name == "weight").Value.Span.Fill(firstGamma);

        inputs = Buffers(Steps, maximumBatch * Features);
        sums = Buffers(Steps, maximumBatch * States);
        states = Buffers(Steps + 1, maximumBatch * States);
        stateGradient = new float[maximumBatch * States];
        sumGradient = new float[maximumBatch * States];
        logits = new float[maximumBatch * DigitsData.Classes];
    }

    public IEnumerable<LayerParameter> Parameters =>
        [.. fromInput.Parameters, .. fromState.Parameters, .. toLogits.Parameters, .. norms?.Parameters ?? []];

    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> images) => Run(images, isTraining: true);

    public ReadOnlySpan<float> Infer(ReadOnlySpan<float> images) => Run(images, isTraining: false);

    public void Backward(ReadOnlySpan<float> images, ReadOnlySpan<float> logitsGradient)
    {
        var length = images.Length / DigitsData.PixelsPerImage * States;
        fromInput.ClearGradients();
        fromState.ClearGradients();
        toLogits.ClearGradients();
        toLogits.AddGradients(states[Steps].AsSpan(0, length), logitsGradient);
        toLogits.Backward(logitsGradient, stateGradient.AsSpan(0, length));
        for (var step = Steps - 1; step >= 0; step--)
        {
            BackwardStep(step, length);
        }

        norms?.SumGradients(Steps);
    }

    private void BackwardStep(int step, int length)
    {
        var before = sumGradient.AsSpan(0, length);
        var after = stateGradient.AsSpan(0, length);
        if (norms is not null)
        {
            norms[step].Backward(sums[step].AsSpan(0, length), after, before);
        }
        else
        {
            for (var i = 0; i < length; i++)
            {
                var state = states[step + 1][i];
                before[i] = after[i] * (1 - state * state);
            }
        }

        fromInput.AddGradients(inputs[step].AsSpan(0, length / States * Features), before);
        fromState.AddGradients(states[step].AsSpan(0, length), before);
        fromState.Backward(before, after);
    }

    private ReadOnlySpan<float> Run(ReadOnlySpan<float> images, bool isTraining)
    {
        var batch = images.Length / DigitsData.PixelsPerImage;
        norms?.Share(Steps);
        states[0].AsSpan().Clear();
        for (var step = 0; step < Steps; step++)
        {
            Step(images, batch, step, isTraining);
        }

        var output = logits.AsSpan(0, batch * DigitsData.Classes);
        toLogits.Begin(output);
        toLogits.AddTo(output, states[Steps].AsSpan(0, batch * States));
        return output;
    }

    private void Step(ReadOnlySpan<float> images, int batch, int step, bool isTraining)
    {
        var input = inputs[step].AsSpan(0, batch * Features);
        for (var image = 0; image < batch; image++)
        {
            images.Slice(image * DigitsData.PixelsPerImage + step * Features, Features).CopyTo(input[(image * Features)..]);
        }

        var sum = sums[step].AsSpan(0, batch * States);
        var state = states[step + 1].AsSpan(0, batch * States);
        fromInput.Begin(sum);
        fromInput.AddTo(sum, input);
        fromState.AddTo(sum, states[step].AsSpan(0, batch * States));
        if (norms is null)
        {
            for (var i = 0; i < sum.Length; i++)
            {
                state[i] = ExactMath.Tanh(sum[i]);
            }
        }
        else if (isTraining)
        {
            norms[step].Forward(sum, state);
        }
        else
        {
            norms[step].Infer(sum, state);
        }
    }

    private static float[][] Buffers(int count, int length) =>
        [.. Enumerable.Range(0, count).Select(_ => new float[length])];
}
