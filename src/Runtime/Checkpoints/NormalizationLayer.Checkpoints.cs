using System;
using System.IO;

namespace NormGen;

/// <content>Loading and saving parameters.</content>
public abstract partial class NormalizationLayer
{
    /// <summary>
    /// Loads the layer's parameters, and for batch norm the number of batches, from a safetensors file; for many layers of one file see
    /// <see cref="ParameterFile.Load"/>. The values are taken as they are: gamma is the file's <c>weight</c>, also with
    /// <c>UnitOffset</c>. After an exception the layer is as it was. No other thread may use the layer meanwhile, and what was frozen
    /// before stays as it is.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="prefix">What the names of the layer's tensors begin with, the dot included: <c>layer1.0.bn2.</c>.</param>
    /// <param name="names">What the file calls the parameters; null: as PyTorch does.</param>
    /// <param name="allowExtra">Whether tensors that are no parameters of the layer may begin with the prefix.</param>
    /// <exception cref="ParameterFileException">
    /// The file is malformed; or tensors are missing, are too many, or have another shape or type than their parameter: all of them in
    /// one message.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public void Load(string path, string prefix = "", ParameterNames? names = null, bool allowExtra = false)
    {
        using var file = ParameterFile.Open(path);
        Load(file, prefix, names, allowExtra);
    }

    /// <inheritdoc cref="Load(string, string, ParameterNames?, bool)"/>
    /// <param name="file">The file.</param>
    /// <param name="prefix">What the names of the layer's tensors begin with, the dot included: <c>layer1.0.bn2.</c>.</param>
    /// <param name="names">What the file calls the parameters; null: as PyTorch does.</param>
    /// <param name="allowExtra">Whether tensors that are no parameters of the layer may begin with the prefix.</param>
    public void Load(ParameterFile file, string prefix = "", ParameterNames? names = null, bool allowExtra = false)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Load([(prefix, this)], names, allowExtra);
    }

    /// <summary>
    /// Loads the layer's parameters from the node of an ONNX file; for many layers see <see cref="OnnxFile.Load"/>. After an exception the
    /// layer is as it was. No other thread may use the layer meanwhile, and what was frozen before stays as it is.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="node">The name of the layer's node, or of the node's first output.</param>
    /// <exception cref="ParameterFileException">
    /// There is no such node; or its operator, its attributes or its tensors are not what the layer declares: all of it in one message.
    /// </exception>
    public void Load(OnnxFile file, string node)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Load([(node, this)]);
    }

    /// <summary>
    /// Saves the layer's parameters, and for batch norm the number of batches, as a safetensors file, which replaces one that is there;
    /// for many layers in one file see <see cref="ParameterFileWriter"/>.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="prefix">What the names of the layer's tensors begin with, the dot included: <c>layer1.0.bn2.</c>.</param>
    /// <param name="names">What the file calls the parameters; null: as PyTorch does.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path, string prefix = "", ParameterNames? names = null) =>
        new ParameterFileWriter().Add(prefix, this, names).Save(path);

    /// <inheritdoc cref="Save(string, string, ParameterNames?)"/>
    /// <param name="stream">Where the file is written; it stays open.</param>
    /// <param name="prefix">What the names of the layer's tensors begin with, the dot included: <c>layer1.0.bn2.</c>.</param>
    /// <param name="names">What the file calls the parameters; null: as PyTorch does.</param>
    public void Save(Stream stream, string prefix = "", ParameterNames? names = null) =>
        new ParameterFileWriter().Add(prefix, this, names).Save(stream);
}
