using System;
using System.Collections.Generic;

namespace NormGen.Samples.Study.Networks;

/// <summary>From images to logits, one per image and class.</summary>
internal interface INetwork
{
    IEnumerable<LayerParameter> Parameters { get; }

    /// <summary>The logits in training.</summary>
    ReadOnlySpan<float> Forward(ReadOnlySpan<float> images);

    /// <summary>Fills the gradients of all parameters from that of the logits of the last <see cref="Forward"/>.</summary>
    void Backward(ReadOnlySpan<float> images, ReadOnlySpan<float> logitsGradient);

    /// <summary>The logits after training.</summary>
    ReadOnlySpan<float> Infer(ReadOnlySpan<float> images);
}
